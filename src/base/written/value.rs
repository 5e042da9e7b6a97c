//! A value of a TOML text, handed to whatever wants to be read from it. Never guesses what is meant.

use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use toml::de::{DeString, DeValue};
use toml::{Spanned, map};

use super::fault::Fault;

/// A value with its place.
#[derive(Clone, Copy)]
pub(super) struct Node<'a>(pub(super) &'a Spanned<DeValue<'a>>);

impl Node<'_> {
    /// Shows the value to a visitor that wants what this key tells.
    fn show<'de, V: Visitor<'de>>(self, visitor: V, wanted: &'static str) -> Result<V::Value, Fault> {
        let shown = match self.0.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => Err(Fault::misfit()),
            },
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(Fault::misfit()),
            },
            DeValue::Boolean(value) => visitor.visit_bool(*value),
            DeValue::Datetime(time) => visitor.visit_string(time.to_string()),
            DeValue::Array(list) => visitor.visit_seq(Items(list.iter())),
            DeValue::Table(table) => visitor.visit_map(Fields { left: table.iter(), value: None }),
        };
        shown.map_err(|fault| fault.at(self.0.span(), wanted))
    }
}

macro_rules! wanting {
    ($($wanted:literal: $($asked:ident)*;)*) => {
        $($(fn $asked<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.show(visitor, $wanted)
        })*)*
    };
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Fault;

    wanting! {
        "fault.wants_bool": deserialize_bool;
        "fault.wants_list": deserialize_seq;
        "fault.wants_number": deserialize_f32 deserialize_f64;
        "fault.wants_other": deserialize_any deserialize_ignored_any deserialize_unit;
        "fault.wants_table": deserialize_map;
        "fault.wants_text": deserialize_char deserialize_identifier deserialize_str deserialize_string
            deserialize_bytes deserialize_byte_buf;
        "fault.wants_whole": deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
            deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let named = match self.0.get_ref().as_str() {
            Some(name) => visitor.visit_enum(text(name)),
            None => Err(Fault::misfit()),
        };
        named.map_err(|fault| fault.at(self.0.span(), "fault.wants_text"))
    }
}

fn text(text: &str) -> StrDeserializer<'_, Fault> {
    text.into_deserializer()
}

/// What is left of a list.
struct Items<'a>(slice::Iter<'a, Spanned<DeValue<'a>>>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|item| seed.deserialize(Node(item))).transpose()
    }
}

/// What is left of a table.
struct Fields<'a> {
    left: map::Iter<'a, Spanned<DeString<'a>>, Spanned<DeValue<'a>>>,
    /// The value of the name that was asked for last.
    value: Option<Node<'a>>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = Some(Node(value));
        let named = seed.deserialize(text(name.get_ref()));
        named.map(Some).map_err(|fault| fault.at(name.span(), "fault.wants_other"))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.value.take().ok_or_else(Fault::misfit)?)
    }
}
