//! How value types stand in JSON and in the OpenAPI document: one written form each.

/// Serialises a type through its `Display` and reads it back through `FromStr`, so that
/// a value has one written form everywhere: JSON, URLs and the store.
macro_rules! written_as_text {
    ($type:ty, $example:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .examples([$example])
                    .into()
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {}
    };
}

/// Describes a number with bounds in the OpenAPI document.
macro_rules! written_as_integer {
    ($type:ty, $minimum:literal, $maximum:literal) => {
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::Integer)
                    .minimum(Some($minimum))
                    .maximum(Some($maximum))
                    .into()
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {}
    };
}

/// Describes a non-empty ascending list of such numbers.
macro_rules! written_as_integers {
    ($type:ty, $item:ty) => {
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ArrayBuilder::new()
                    .items(<$item as utoipa::PartialSchema>::schema())
                    .min_items(Some(1))
                    .unique_items(true)
                    .into()
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {}
    };
}

/// A type whose only value is the name of a format, so that a file of another kind or of a later
/// version is refused by name.
macro_rules! written_format {
    ($(#[$doc:meta])* $name:ident, $text:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct $name;

        impl $name {
            pub const TEXT: &'static str = $text;
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($text)
            }
        }
        impl std::str::FromStr for $name {
            type Err = crate::Invalid;
            fn from_str(text: &str) -> Result<Self, crate::Invalid> {
                let found = || text.chars().take(40).collect::<String>();
                match text {
                    $text => Ok(Self),
                    _ => Err(crate::Invalid::new($text, found())),
                }
            }
        }
        crate::written::written_as_text!($name, $text);
    };
}

pub(crate) use {written_as_integer, written_as_integers, written_as_text, written_format};
