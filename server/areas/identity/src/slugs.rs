//! The slug of an organisation, made of its name in whatever writing system.

use deunicode::deunicode_with_tofu;
use domain::values::Slug;

/// The longest slug, in characters: a suffix still fits behind it.
const LONGEST: usize = 40;

/// The name transliterated to ASCII; none if nothing of it can be. A reserved word of the platform gets a second word.
pub(super) fn slug_of(name: &str) -> Option<Slug> {
    let plain = deunicode_with_tofu(&german(name), " ").to_ascii_lowercase().replace(['\'', '`'], "");
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let cut: String = words.join("-").chars().take(LONGEST).collect();
    let slug = cut.trim_end_matches('-');
    Slug::parse(slug).or_else(|_| Slug::parse(&format!("{slug}-team"))).ok()
}

/// German spells its umlauts with an e, not without their dots.
fn german(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'ä' | 'Ä' => spelled.push_str("ae"),
            'ö' | 'Ö' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            letter => spelled.push(letter),
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use domain::values::OrganizationName;

    use super::slug_of;

    #[test]
    fn names_in_every_writing_system_can_be_read_in_their_address() {
        for (name, slug) in [
            ("Acme Coaching & Co.", "acme-coaching-co"),
            ("Müller & Söhne", "mueller-soehne"),
            ("Łódź", "lodz"),
            ("Ünal", "uenal"),
            ("Straße 9", "strasse-9"),
            ("Çelik İş", "celik-is"),
            ("Привет мир", "privet-mir"),
            ("Αθήνα", "athena"),
            ("さくら", "sakura"),
            ("北京", "bei-jing"),
            ("서울", "seoul"),
            ("Olivia's House", "olivias-house"),
            ("O’Neil", "oneil"),
            ("٢٠٢٦", "2026"),
            ("Admin", "admin-team"),
            ("API", "api-team"),
        ] {
            assert_eq!(slug_of(name).as_deref(), Some(slug), "{name}");
        }
        for name in ["مدرسة", "🚀", "👩‍💻 Code", "東京", "ไทย", "שלום", "हिन्दी"]
        {
            assert!(slug_of(name).is_some(), "{name}");
        }
        for nothing in ["--", "…", "& + !", "\u{e000}"] {
            assert_eq!(slug_of(nothing), None, "{nothing}");
        }
    }

    proptest::proptest! {
        #[test]
        fn an_address_always_fits(name in proptest::prelude::any::<String>()) {
            let name = OrganizationName::or_unnamed(&name);
            if let Some(slug) = slug_of(&name) {
                proptest::prop_assert!((1..=48 - 5).contains(&slug.len()), "{}", slug);
            }
        }
    }
}
