//! A person's address as a provider gives it in one place. Every claim is read by itself: one of an odd type counts as
//! missing, and affects no other.

use serde_json::Value;

use super::signed::Claims;

/// Only the claim `email` is an address: `preferred_username` and `upn` look like one and are chosen by the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// In lower case.
    pub email: Option<String>,
    /// None where the claim is missing.
    pub email_verified: Option<bool>,
    pub name: Option<String>,
}

impl Told {
    /// Reads these claims.
    pub fn by(claims: &Claims) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        Self {
            email: text("email").map(str::to_lowercase),
            email_verified: claims.get("email_verified").and_then(yes_or_no),
            name: text("name").filter(|name| !name.trim().is_empty()).map(str::to_owned).or_else(|| both_names(claims)),
        }
    }

    /// Whether no other place need be asked.
    pub fn is_whole(&self) -> bool {
        self.email.is_some() && self.email_verified.is_some()
    }

    /// Completed with the claims of another place. A claim about one address never counts for another.
    pub fn and(self, other: Self) -> Self {
        let name = self.name.or(other.name);
        match (&self.email, &other.email) {
            (None, _) => Self { name, ..other },
            (Some(mine), Some(theirs)) if mine == theirs => {
                let email_verified = self.email_verified.or(other.email_verified);
                Self { email: self.email, email_verified, name }
            }
            _ => Self { email: self.email, email_verified: self.email_verified, name },
        }
    }
}

/// The given and the family name, for a provider that leaves the whole name empty.
fn both_names(claims: &Claims) -> Option<String> {
    let parts = ["given_name", "family_name"].map(|name| claims.get(name).and_then(Value::as_str).unwrap_or_default());
    let name = parts.map(str::trim).join(" ").trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// The dialects of yes and no. `null` and an empty text count as missing; anything else that is no yes is a no, so that
/// an unknown word never verifies an address.
fn yes_or_no(claim: &Value) -> Option<bool> {
    match claim {
        Value::Null => None,
        Value::Bool(said) => Some(*said),
        Value::Number(number) => Some(number.as_u64() == Some(1)),
        Value::String(text) => match text.trim() {
            "" => None,
            text => Some(text == "1" || text.eq_ignore_ascii_case("true")),
        },
        Value::Array(_) | Value::Object(_) => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(claims: Value) -> Told {
        Told::by(claims.as_object().unwrap())
    }

    #[test]
    fn the_dialects_of_yes_and_no_are_read() {
        for (claim, verified) in [
            (json!(true), Some(true)),
            (json!("true"), Some(true)),
            (json!("True"), Some(true)),
            (json!(1), Some(true)),
            (json!("1"), Some(true)),
            (json!(false), Some(false)),
            (json!("false"), Some(false)),
            (json!("False"), Some(false)),
            (json!(0), Some(false)),
            (json!("0"), Some(false)),
            (json!(2), Some(false)),
            (json!("no"), Some(false)),
            (json!([true]), Some(false)),
            (json!({ "mia@bright.example": true }), Some(false)),
            (json!(""), None),
            (json!(null), None),
        ] {
            let told = told(json!({ "email": "Mia@Bright.example", "email_verified": claim }));
            assert_eq!((told.email.as_deref(), told.email_verified), (Some("mia@bright.example"), verified), "{claim}");
        }
        assert_eq!(told(json!({ "email": "mia@bright.example" })).email_verified, None);
    }

    #[test]
    fn a_claim_of_an_odd_shape_says_nothing_and_takes_nothing_along() {
        let all = json!({ "email": "mia@bright.example", "email_verified": true, "name": "Mia" });
        for name in ["email", "name"] {
            for odd in [json!(7), json!(null), json!(["Mia"]), json!({ "text": "Mia" })] {
                let mut claims = all.as_object().unwrap().clone();
                claims.insert(name.to_owned(), odd);
                let told = Told::by(&claims);
                assert_eq!((told.email.is_some(), told.name.is_some()), (name != "email", name != "name"));
                assert_eq!(told.email_verified, Some(true));
            }
        }
    }

    #[test]
    fn a_whole_name_is_made_of_its_parts_where_it_is_missing() {
        for (claims, name) in [
            (json!({ "name": null, "given_name": "Mia", "family_name": "Keller" }), Some("Mia Keller")),
            (json!({ "name": " ", "given_name": " Mia " }), Some("Mia")),
            (json!({ "family_name": "Keller", "given_name": 7 }), Some("Keller")),
            (json!({ "name": "M. Keller", "given_name": "Mia" }), Some("M. Keller")),
            (json!({ "given_name": "", "family_name": {} }), None),
        ] {
            assert_eq!(told(claims.clone()).name.as_deref(), name, "{claims}");
        }
    }

    #[test]
    fn a_name_that_looks_like_an_address_is_none() {
        let claims = json!({ "preferred_username": "boss@bright.example", "upn": "boss@bright.example" });
        assert_eq!(told(claims).email, None);
    }

    #[test]
    fn userinfo_fills_in_what_the_token_leaves_out_and_vouches_for_no_other_address() {
        let bare = || told(json!({ "email": "mia@bright.example", "name": "Mia" }));
        let same = told(json!({ "email": "MIA@bright.example", "email_verified": true, "name": "Mia" }));
        let other = told(json!({ "email": "boss@bright.example", "email_verified": true, "name": "Mia" }));
        assert_eq!(bare().and(same.clone()).email_verified, Some(true));
        assert_eq!(bare().and(other.clone()), bare());
        assert_eq!(told(json!({ "name": "Mia" })).and(other.clone()).email, other.email);
        let refused = told(json!({ "email": "mia@bright.example", "email_verified": false, "name": "Mia" }));
        assert_eq!(refused.and(same).email_verified, Some(false), "a no stands");
    }
}
