//! Values that areas keep for the life of this process, each under its own type.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Values = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// One value of each type.
#[derive(Default)]
pub struct Held(Mutex<Values>);

impl Held {
    /// The value of this type, created on first use.
    pub fn get<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let value = Arc::clone(self.values().entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())));
        // The value under a type's id always has that type.
        value.downcast().unwrap_or_default()
    }

    /// Sets the value that later calls of [`Self::get`] return.
    pub fn put<T: Any + Send + Sync>(&self, value: T) {
        self.values().insert(TypeId::of::<T>(), Arc::new(value));
    }

    fn values(&self) -> MutexGuard<'_, Values> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Held;

    #[test]
    fn everybody_who_asks_for_a_type_gets_the_same_value() {
        let held = Held::default();
        held.get::<AtomicU32>().fetch_add(1, Ordering::Relaxed);
        assert!(Arc::ptr_eq(&held.get::<AtomicU32>(), &held.get::<AtomicU32>()));
        assert_eq!(held.get::<AtomicU32>().load(Ordering::Relaxed), 1);
        held.put(AtomicU32::new(7));
        assert_eq!(held.get::<AtomicU32>().load(Ordering::Relaxed), 7);
    }
}
