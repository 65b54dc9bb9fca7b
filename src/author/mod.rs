//! For people who write rules.
