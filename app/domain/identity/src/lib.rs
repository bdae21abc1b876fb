//! Words of identity that no other area needs. What several share stands in `domain::accounts`.

pub mod api_keys;
