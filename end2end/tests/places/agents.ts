// Agents.
import type { Place } from "../support/places";

export const places: Place[] = [
  { title: "Agents", group: "Build", at: 10 },
];
