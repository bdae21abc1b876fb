//! The use cases of the area on a real database. One binary, since each would link everything again.

mod home;
