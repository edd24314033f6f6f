//! The seam between a bundle's module and its script, made small: what crosses it, and under which names.
//!
//! wasm-bindgen gives each thing that crosses a name that no other can have, twice, once on either side, and hands out what
//! libraries offer to scripts though no page asks for it. Knows how wasm-bindgen writes a script (its version is pinned, and
//! what is not as expected is an error); must not know what an island does.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail, ensure};
use walrus::Module;
use walrus::passes::gc;

/// What the module calls its script.
const SCRIPT: &str = "s";
/// How the script names what the module hands out.
const CALL: &str = "wasm.";
/// In this item of the script stands what the module takes in, each as an entry of an object.
const IMPORTS: &str = "function __wbg_get_imports(";
/// The indentation of these entries.
const ENTRY: usize = 8;

/// Takes out of both sides what no page asks for, and shortens the names of the rest. Gives the script. Error: wasm-bindgen
/// writes otherwise than we know, or an island needs what was taken out.
pub fn tighten(module: &mut Module, script: &str) -> Result<String> {
    let classes = classes(script);
    let script = without_unasked(script);
    forget_exports(module, &script);
    gc::run(module);
    let script = without_imports(&script, &taken(module))?;
    if let Some(class) = classes.iter().find(|class| script.contains(**class)) {
        bail!("an island uses the class {class} of a library, which we do not ship");
    }
    Ok(renamed(module, &script))
}

/// The classes that the script hands out. Islands are functions: these are of libraries.
fn classes(script: &str) -> Vec<&str> {
    script.lines().filter_map(|line| first_word(line.strip_prefix("export class ")?)).collect()
}

/// The script without what a page never calls: classes, and the way to start that makes a page wait.
fn without_unasked(script: &str) -> String {
    let is_of_class = |item: &&str| {
        let tidies = |name: &str| name.ends_with("Finalization");
        ["export class ", "if (Symbol.dispose) "].iter().any(|begin| item.starts_with(begin))
            || item.strip_prefix("const ").and_then(first_word).is_some_and(tidies)
    };
    let kept: String = items(script, 0).into_iter().filter(|item| !is_of_class(item)).collect();
    kept.replace("export { initSync, ", "export { ")
}

/// Keeps of what the module hands out only what the script calls.
fn forget_exports(module: &mut Module, script: &str) {
    let called: BTreeSet<&str> = script.split(CALL).skip(1).filter_map(first_word).collect();
    let exports = module.exports.iter().filter(|export| !called.contains(export.name.as_str()));
    let unasked: Vec<_> = exports.map(|export| export.id()).collect();
    for export in unasked {
        module.exports.delete(export);
    }
}

/// The names of what the module takes in.
fn taken(module: &Module) -> BTreeSet<String> {
    module.imports.iter().map(|import| import.name.clone()).collect()
}

/// The script without the entries that the module does not take in. Error: it lacks one that the module does.
fn without_imports(script: &str, taken: &BTreeSet<String>) -> Result<String> {
    let mut found = 0;
    let mut kept = String::with_capacity(script.len());
    for item in items(script, 0) {
        if !item.starts_with(IMPORTS) {
            kept.push_str(item);
            continue;
        }
        for entry in items(item, ENTRY) {
            let is_taken = entry_name(entry).map(|name| taken.contains(name));
            found += usize::from(is_taken == Some(true));
            if is_taken != Some(false) {
                kept.push_str(entry);
            }
        }
    }
    ensure!(found == taken.len(), "the script has {found} of the {} things that the module takes in", taken.len());
    Ok(kept)
}

/// Gives short names to all that crosses, on both sides. Gives the script.
fn renamed(module: &mut Module, script: &str) -> String {
    let mut imports = BTreeMap::new();
    let mut script = script.to_owned();
    for (number, import) in module.imports.iter_mut().enumerate() {
        script = script.replace(&format!("\"{}\": ", import.module), &format!("\"{SCRIPT}\": "));
        SCRIPT.clone_into(&mut import.module);
        let long = std::mem::replace(&mut import.name, short(number));
        imports.insert(long, import.name.clone());
    }
    let mut exports = BTreeMap::new();
    for (number, export) in module.exports.iter_mut().enumerate() {
        let long = std::mem::replace(&mut export.name, short(number));
        exports.insert(long, export.name.clone());
    }
    let entry = |entry: &str| match entry_name(entry).and_then(|name| Some((name, imports.get(name)?))) {
        Some((long, short)) => entry.replacen(long, short, 1),
        None => entry.to_owned(),
    };
    let script: String = items(&script, ENTRY).into_iter().map(entry).collect();
    let mut calls = script.split(CALL);
    let before = calls.next().unwrap_or_default().to_owned();
    calls.fold(before, |script, call| {
        let name = first_word(call).unwrap_or_default();
        let new = exports.get(name).map_or(name, String::as_str);
        script + CALL + new + &call[name.len()..]
    })
}

/// A text in pieces: each begins with a line that is indented by `depth` blanks, or by fewer, and closes no bracket of that
/// depth; what is indented deeper belongs to the piece above it.
fn items(text: &str, depth: usize) -> Vec<&str> {
    let mut items = Vec::new();
    let mut rest = text;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indented = line.len() - bare.len();
        let begins = indented < depth || (indented == depth && !bare.starts_with('}'));
        if begins && !bare.trim().is_empty() && end > 0 {
            let (item, after) = rest.split_at(end);
            items.push(item);
            (rest, end) = (after, 0);
        }
        end += line.len();
    }
    items.push(rest);
    items
}

/// The name of an entry of the object that the module takes in.
fn entry_name(entry: &str) -> Option<&str> {
    let (name, _) = entry.trim_start().split_once(": function(")?;
    first_word(name).filter(|word| *word == name)
}

/// The name that a text begins with.
fn first_word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '$'));
    Some(&text[..end.unwrap_or(text.len())]).filter(|word| !word.is_empty())
}

/// The shortest names that there are: `a`, `b`, … `z`, `ab`, `bb`…
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
        if number == 0 {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use walrus::{FunctionBuilder, Module};

    use super::*;

    /// As wasm-bindgen 0.2.130 writes it.
    const WRITTEN: &str = r#"export class Sink {
    free() {
        wasm.__wbg_sink_free(this.__wbg_ptr, 0);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;

/**
 * Wakes them.
 */
export function hydrate() {
    wasm.hydrate();
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_fetch_8d9b732df7467c44: function(arg0) {
            return fetch(arg0);
        },
        __wbg_enqueue_c11626eae1c54509: function() { return handleError(function (arg0, arg1) {
            arg0.enqueue(arg1);
        }, arguments); },
    };
    return {
        __proto__: null,
        "./portolan_bg.js": import0,
    };
}
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
function initSync(module) {
    wasm = module;
}
export { initSync, __wbg_init as default };
"#;

    /// A module that hands out `hydrate`, which fetches, and `sink_free`, which enqueues.
    fn module() -> Module {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        for (import, export) in
            [("__wbg_fetch_8d9b732df7467c44", "hydrate"), ("__wbg_enqueue_c11626eae1c54509", "__wbg_sink_free")]
        {
            let (taken, _) = module.add_import_func("./portolan_bg.js", import, ty);
            let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
            function.func_body().call(taken);
            let function = function.finish(Vec::new(), &mut module.funcs);
            module.exports.add(export, function);
        }
        module
    }

    #[test]
    fn what_no_page_asks_for_goes_from_both_sides_and_the_rest_has_short_names() {
        let mut module = module();
        let script = tighten(&mut module, WRITTEN).unwrap();
        let expected = r#"
/**
 * Wakes them.
 */
export function hydrate() {
    wasm.a();
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        a: function(arg0) {
            return fetch(arg0);
        },
    };
    return {
        __proto__: null,
        "s": import0,
    };
}
function initSync(module) {
    wasm = module;
}
export { __wbg_init as default };
"#;
        assert_eq!(script.trim(), expected.trim());
        let imports: Vec<_> = module.imports.iter().map(|import| (&*import.module, &*import.name)).collect();
        assert_eq!(imports, [("s", "a")]);
        assert_eq!(module.exports.iter().map(|export| &*export.name).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn a_script_that_lacks_what_the_module_takes_in_is_refused() {
        let script =
            WRITTEN.replace("__wbg_fetch_8d9b732df7467c44: function", "__wbg_fetch_8d9b732df7467c44: async function");
        assert!(tighten(&mut module(), &script).is_err());
    }

    #[test]
    fn an_island_that_uses_a_class_is_refused() {
        let script = WRITTEN.replace("return fetch(arg0)", "return Sink.__wrap(arg0)");
        assert!(tighten(&mut module(), &script).is_err());
    }

    #[test]
    fn no_short_name_comes_twice() {
        let names: BTreeSet<String> = (0..2_000).map(short).collect();
        assert_eq!(names.len(), 2_000);
        assert!(names.contains("a") && names.contains("z") && names.contains("ab"));
    }
}
