//! What a column holds: the number of its format, then a value in postcard. What the values are is for others.

use postcard::ser_flavors::Flavor;
use serde::{Serialize, de::DeserializeOwned};

use super::Trouble;

/// Bytes that most of what is packed needs less than.
const ROOM: usize = 2048;

/// The number of the format, then the value.
///
/// # Errors
/// None that are known: memory grows as is needed.
pub(super) fn packed(format: u8, value: &impl Serialize) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Bytes(Vec::with_capacity(ROOM));
    bytes.0.push(format);
    postcard::serialize_with_flavor(value, bytes)
        .map_err(|error| Trouble::Failed(error.to_string()))
}

/// The value, if it is of that format.
pub(super) fn unpacked<T: DeserializeOwned>(format: u8, bytes: &[u8]) -> Option<T> {
    let (first, rest) = bytes.split_first()?;
    (*first == format).then(|| postcard::from_bytes(rest).ok())?
}

/// Bytes that grow. Most numbers are one byte, which is not worth the call that copies several.
struct Bytes(Vec<u8>);

impl Flavor for Bytes {
    type Output = Vec<u8>;

    #[inline]
    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    #[inline]
    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        match bytes {
            [byte] => self.0.push(*byte),
            [byte, other] => self.0.extend([*byte, *other]),
            _ => self.0.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Self::Output> {
        Ok(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_and_are_those_of_postcard() {
        let value =
            (7_u8, 300_u32, vec![1_u64, u64::MAX, 70_000], "caf\u{e9}".to_owned(), Some(-3_i16));
        let bytes = packed(4, &value).expect("packed");
        assert_eq!(bytes[1..], postcard::to_allocvec(&value).expect("packed"));
        assert_eq!(unpacked(4, &bytes), Some(value.clone()));
        assert_eq!(unpacked::<(u8, u32)>(3, &bytes), None);
        assert_eq!(unpacked::<(u8, u32)>(4, &[]), None);
    }
}
