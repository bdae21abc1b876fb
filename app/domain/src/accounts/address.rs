//! E-mail addresses in the one spelling that is stored and compared.

/// Trims and lower-cases an address; refuses what no mail server would take.
pub fn email_address(text: &str) -> Result<String, String> {
    let address = text.trim();
    if address.is_empty() {
        return Err("Enter your e-mail address.".to_owned());
    }
    if address.len() > 254 {
        return Err("This address is too long to be one.".to_owned());
    }
    match address.rsplit_once('@') {
        Some((local, domain)) if is_local_part(local) && is_domain(domain) => Ok(address.to_ascii_lowercase()),
        _ => Err("Enter an e-mail address such as name@example.com.".to_owned()),
    }
}

fn is_local_part(local: &str) -> bool {
    let plain = local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b));
    plain && (1..=64).contains(&local.len()) && local.split('.').all(|atom| !atom.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_trimmed_and_lower_cased() {
        assert_eq!(email_address("  Olivia.Owner+test@Acme.Example "), Ok("olivia.owner+test@acme.example".into()));
        assert_eq!(email_address("o'neil@sub.domain.co"), Ok("o'neil@sub.domain.co".into()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("a@{}.example", "b".repeat(250));
        for bad in [
            "",
            " ",
            "olivia",
            "@acme.example",
            "olivia@",
            "olivia@acme",
            "olivia@@acme.example",
            "o livia@acme.example",
            "olivia@acme..example",
            ".olivia@acme.example",
            "olivia.@acme.example",
            "olivia@-acme.example",
            "olivia@acme.example\r\nBcc: x@y.example",
            "olivia@acme.example,x@y.example",
            "\"a\"@acme.example",
            "<olivia@acme.example>",
            "olivia@ácme.example",
            &long,
        ] {
            assert!(email_address(bad).is_err(), "{bad:?} passed");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_address_is_stored_as_it_is_read_again(text in "[ -~]{1,40}@[a-zA-Z0-9.-]{1,30}") {
            if let Ok(address) = email_address(&text) {
                prop_assert_eq!(email_address(&address), Ok(address.clone()));
                prop_assert!(address.len() <= 254 && address.bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(address.to_lowercase(), address);
            }
        }
    }
}
