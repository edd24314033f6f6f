//! Browsers call themselves by long strings; people call them by name.

use crate::words::{account as w, fill, t};

/// What a browser says of itself, and its name. The order matters: most claim to be several others as well.
const BROWSERS: [(&str, &str); 9] = [
    ("MicroMessenger/", "WeChat"),
    ("MQQBrowser/", "QQ Browser"),
    ("QQBrowser/", "QQ Browser"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The name of a browser and of the system it runs on, in the reader's language.
pub(super) fn name(agent: &str) -> String {
    let of =
        |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (of(&BROWSERS), of(&SYSTEMS)) {
        (Some(browser), Some(system)) => fill(w::BROWSER_ON, &[("browser", &browser), ("system", &system)]),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => t(w::UNKNOWN_BROWSER).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use kernel::Lang;
    use leptos::prelude::*;

    #[test]
    fn a_browser_is_called_by_its_name() {
        let name = |agent: &str| {
            Owner::new().with(|| {
                provide_context(Lang::En);
                super::name(agent)
            })
        };
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
        assert_eq!(name(chrome), "Chrome on Linux");
        assert_eq!(
            name(&format!("{chrome} Edg/140.0").replace("X11; Linux x86_64", "Windows NT 10.0")),
            "Edge on Windows"
        );
        assert_eq!(
            name(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
            ),
            "Safari on iPhone"
        );
        assert_eq!(name("Firefox/140.0"), "Firefox");
        assert_eq!(name("<script>curl"), "Unknown browser");
    }
}
