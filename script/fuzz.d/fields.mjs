// The fields of each server function, read from the sources: a registered function that is missing here fails the run.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = new URL("../..", import.meta.url).pathname;

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith(".rs")) yield readFileSync(path, "utf8");
  }
}

/** Every struct with named fields: its name, and the names and types of its fields. */
function structs(files) {
  const found = new Map();
  for (const text of files) {
    for (const [, name, body] of text.matchAll(/pub struct (\w+) \{\n([\s\S]*?)\n\}/g)) {
      const fields = [...body.matchAll(/^ {4}pub (?:r#)?(\w+): (.+),$/gm)].map(([, field, type]) => ({ field, type }));
      found.set(name, [...(found.get(name) ?? []), ...fields]);
    }
  }
  return found;
}

/** The form names of a type below `prefix`: `form[email]`, `form[organizations][]`, `form[members][0][id]`. */
function names(types, prefix, type) {
  const inner = type.match(/^(?:Option|Vec)<(.+)>$/);
  if (inner) return names(types, type.startsWith("Vec") ? `${prefix}[]` : prefix, inner[1]);
  const fields = types.get(type.split("::").at(-1));
  if (!fields?.length) return [prefix];
  return fields.flatMap(({ field, type: of }) => names(types, `${prefix}[${field}]`, of));
}

/** By path: the names that each server function takes. */
export function functionFields() {
  const types = structs(sources(join(ROOT, "app")));
  const functions = new Map();
  const form =
    /#\[server\((?:name = \w+, )?prefix = "(\/api)", endpoint = "([\w/-]+)"[^\]]*\)\]\s*(?:#\[[^\n]*\]\s*)*pub async fn \w+\(([\s\S]*?)\)\s*->/g;
  for (const text of sources(join(ROOT, "app"))) {
    for (const [, prefix, endpoint, taken] of text.matchAll(form)) {
      const given = [...taken.replaceAll("#[server(default)]", "").matchAll(/(\w+): ([\w:<>]+)/g)];
      functions.set(`${prefix}/${endpoint}`, given.flatMap(([, argument, type]) => names(types, argument, type)));
    }
  }
  return functions;
}
