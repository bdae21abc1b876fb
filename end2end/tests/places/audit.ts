// The audit log, an organisation's and the platform's.
import type { Place } from "../support/places";

export const places: Place[] = [
  { title: "Audit log", group: "Settings", at: 50 },
  { title: "Audit log", group: "Records", at: 10 },
];
