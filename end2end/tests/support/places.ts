// What the navigations show: the places that each area lists in tests/places.
import { readdirSync } from "node:fs";

/** The groups of each navigation, in the order in which it shows them. */
const GROUPS = {
  sidebar: ["Daily", "Build", "Run"],
  operator: ["Watch", "Customers", "Money", "Records"],
  settings: ["Settings"],
} as const;

export type Navigation = keyof typeof GROUPS;
export type Group = (typeof GROUPS)[Navigation][number];

/** A place of an area. */
export type Place = {
  title: string;
  group: Group;
  /** Where it stands in its group: places come in the order of these numbers, no two of which are equal. */
  at: number;
  /** Members see it too; without this, of the people of an organisation only its owner and admins do. */
  isForMembers?: true;
};

async function all(): Promise<Place[]> {
  const files = readdirSync(new URL("../places/", import.meta.url)).filter((name) => name.endsWith(".ts"));
  const areas: { places: Place[] }[] = await Promise.all(files.map((file) => import(`../places/${file}`)));
  return areas.flatMap((area) => area.places);
}

/** The places of a group, in their order. */
async function placesOf(group: Group): Promise<Place[]> {
  const places = (await all()).filter((place) => place.group === group).sort((a, b) => a.at - b.at);
  const twice = places.find((place, index) => place.at === places[index + 1]?.at);
  if (twice) throw new Error(`two places of ${group} are at ${twice.at}, one of them ${twice.title}`);
  return places;
}

/** All titles in a navigation, in its order: what an owner sees of it, or the operator of theirs. */
export async function titlesIn(navigation: Navigation): Promise<string[]> {
  const groups = await Promise.all(GROUPS[navigation].map(placesOf));
  return groups.flat().map((place) => place.title);
}

/** The titles in a member's sidebar. */
export async function titlesForMembers(): Promise<string[]> {
  const groups = await Promise.all(GROUPS.sidebar.map(placesOf));
  return groups.flat().filter((place) => place.isForMembers).map((place) => place.title);
}

/** The titles in the bar of a phone: the first four for daily use. */
export async function titlesInBar(): Promise<string[]> {
  return (await placesOf("Daily")).slice(0, 4).map((place) => place.title);
}
