// The members of the organisation, and its settings.
import type { Place } from "../support/places";

export const places: Place[] = [
  { title: "Members", group: "Run", at: 10 },
  { title: "Settings", group: "Run", at: 90 },
  { title: "General", group: "Settings", at: 10 },
  { title: "Branding", group: "Settings", at: 20 },
  { title: "Sign-in", group: "Settings", at: 30 },
  { title: "Plan and usage", group: "Settings", at: 40 },
  { title: "Export and delete", group: "Settings", at: 90 },
];
