// The walk through every route: what each area says in a file of tests/widths, and which routes there are.
import { readdirSync, readFileSync } from "node:fs";

import type { Org } from "./odd";

export type Role = "visitor" | "member" | "owner" | "operator";

/** Who opens which addresses of a route. */
export type Walk = Partial<Record<Role, (org: Org) => string[]>>;

/** An area's routes, each with its walk. */
export type Walks = Record<string, Walk>;

/** The names of the files in a folder that end so, in their order. */
function filesIn(folder: URL, ending: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(ending)).sort();
}

/** The routes of all areas with their walks. One that two areas have is there twice. */
export async function walksOfAreas(): Promise<[string, Walk][]> {
  const files = filesIn(new URL("../widths/", import.meta.url), ".ts");
  const areas: { walks: Walks }[] = await Promise.all(files.map((file) => import(`../widths/${file}`)));
  return areas.flatMap((area) => Object.entries(area.walks));
}

/** The app's route table, with the routes of each group where it names the group. */
function table(): string {
  const folder = new URL("../../../app/src/routes/", import.meta.url);
  const sources = filesIn(folder, ".rs").map((file) => readFileSync(new URL(file, folder), "utf8"));
  const whole = (component: string): string => {
    const source = sources.find((text) => text.includes(`fn ${component}(`));
    if (!source) throw new Error(`no file of app/src/routes has the component ${component}`);
    return source.replace(/<(\w+Routes) \/>/g, (_, group) => whole(group));
  };
  return whole("AppRoutes");
}

/** The routes as the app's own table lists them. */
export function routes(): string[] {
  const tags = table().matchAll(/<(\/?)(ParentRoute|Route)\b(?:\s+path=path!\("([^"]*)"\))?/g);
  const above: string[] = [];
  const found: string[] = [];
  for (const [, close, tag, path] of tags) {
    if (close) above.pop();
    else if (tag === "ParentRoute") above.push(path);
    else found.push([...above, path].join("") || "/");
  }
  return found;
}
