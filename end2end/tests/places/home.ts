// The home page.
import type { Place } from "../support/places";

export const places: Place[] = [
  { title: "Home", group: "Daily", at: 10, isForMembers: true },
];
