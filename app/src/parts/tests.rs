//! The promises of the parts that no eye sees: what is said aloud, what a phone shows, what the security policy forbids.

use kernel::Lang;
use leptos::prelude::*;

use super::*;

/// Renders in a language, as the server does.
fn html<V: IntoView + 'static>(lang: Lang, part: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(lang);
        part().into_view().to_html()
    })
}

fn port(name: &str, state: PortState, copies: i64) -> Port {
    Port { name: name.to_owned(), state, copies, since: None, batches: Vec::new() }
}

#[test]
fn a_fault_is_wired_to_its_control() {
    let html = html(Lang::En, || {
        view! { <Field name="isbn" label="ISBN" hint="13 digits" fault=Some("Wrong check digit.".to_owned()) required=true /> }
    });
    assert!(html.contains(r#"for="f-isbn""#));
    assert!(html.contains(r#"aria-invalid="true""#));
    assert!(html.contains(r#"aria-describedby="f-isbn-fault f-isbn-hint""#));
    assert!(html.contains(r#"id="f-isbn-fault""#) && html.contains(r#"id="f-isbn-hint""#));
}

#[test]
fn a_control_without_fault_claims_none() {
    let fault: Option<String> = None;
    let html = html(Lang::En, || view! { <Field name="isbn" label="ISBN" fault=fault /> });
    assert!(!html.contains("aria-invalid") && !html.contains("aria-describedby"));
}

#[test]
fn an_area_gives_back_what_was_typed_and_nothing_else() {
    let typed = "\n</textarea><script>x</script> & &lt;\n9780262033848 3";
    let html = html(Lang::Zh, || view! { <Area name="paste" label="ISBN" value=typed /> });
    let kept = ">\n\n&lt;/textarea>&lt;script>x&lt;/script> &amp; &amp;lt;\n9780262033848 3</textarea>";
    assert!(html.contains(kept), "{html}");
    let empty = self::html(Lang::Zh, || view! { <Area name="paste" label="ISBN" /> });
    assert!(empty.contains("></textarea>"), "{empty}");
}

#[test]
fn a_route_is_an_ordered_list_that_says_every_state() {
    let ports = vec![
        port("Purchase", PortState::Done, 0),
        port("Filing", PortState::Skipped, 0),
        port("Customs", PortState::Here, 1),
        port("Inspection", PortState::Ahead, 0),
    ];
    let html = html(Lang::En, move || view! { <Route ports=ports /> });
    assert!(html.starts_with(r#"<div class="route"><ol"#), "{html}");
    for words in ["passed", "skipped", "here now", "still ahead", "1 copy<"] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert_eq!(html.matches(r#"aria-current="step""#).count(), 1);
}

#[test]
fn a_cell_carries_its_label_to_the_phone() {
    let html = html(Lang::Zh, || view! { <Td label="单价" num=true><Money fen=123_450 /></Td> });
    assert!(html.contains(r#"data-label="单价""#) && html.contains("¥1,234.50"), "{html}");
}

#[test]
fn no_part_needs_an_inline_style_or_a_script() {
    let html = html(Lang::Zh, || {
        let nav = vec![NavItem { href: "/".into(), label: "首页".into(), current: true, count: Some(2) }];
        let who = Who { name: "梅".into(), organisation: "北京大学".into() };
        view! {
            <Shell nav=nav who=who here="/" unread=Some(3)>
                <Notice kind=Tone::Bad title="x">"y"</Notice>
                <Gauge part=3 whole=0 />
                <Cover isbn="9780262033848" title="Introduction to Algorithms" size=CoverSize::Large />
                <Empty title="a" hint="b" />
            </Shell>
        }
    });
    for forbidden in [" style=", "<script", " onclick", "javascript:"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}
