// The walk through every route: the addresses that each area lists in tests/widths, and the routes of the app.
import { readdirSync, readFileSync } from "node:fs";

import type { Org } from "./odd";

export type Role = "visitor" | "member" | "owner" | "operator";

/** The addresses of a route, by the role that opens them. */
export type Walk = Partial<Record<Role, (org: Org) => string[]>>;

/** An area's routes, each with its walk. */
export type Walks = Record<string, Walk>;

/** Gives the organisation an area's own rows with long and odd values, so that its pages are walked with them. */
export type Fill = (org: Org) => Promise<void>;

/** What an area's file in tests/widths exports. */
type Area = { walks: Walks; fill?: Fill };

/** The names of the files in a folder with this ending, sorted. */
function filesIn(folder: URL, ending: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(ending)).sort();
}

/** The files of all areas, in the order of their names. */
async function areas(): Promise<Area[]> {
  const files = filesIn(new URL("../widths/", import.meta.url), ".ts");
  return Promise.all(files.map((file) => import(`../widths/${file}`)));
}

/** The routes of all areas with their walks. A route that two areas list appears twice. */
export async function walksOfAreas(): Promise<[string, Walk][]> {
  return (await areas()).flatMap((area) => Object.entries(area.walks));
}

/** Lets each area fill the organisation, one after the other. */
export async function fillByAreas(org: Org) {
  for (const area of await areas()) await area.fill?.(org);
}

/** The app's route table, with each group of routes in place of its component. */
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
