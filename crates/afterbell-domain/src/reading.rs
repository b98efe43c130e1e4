//! Reading what school offices write.
