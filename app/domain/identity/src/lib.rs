//! Types of identity that no other area needs. Shared ones are in `domain::accounts`.

pub mod api_keys;
