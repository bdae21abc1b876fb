// The god dashboard.
import type { Place } from "../support/places";

export const places: Place[] = [
  { title: "Mailbox", group: "Watch", at: 10 },
  { title: "Organisations", group: "Customers", at: 10 },
  { title: "Owner invites", group: "Customers", at: 20 },
  { title: "Revenue", group: "Money", at: 10 },
  { title: "Plans", group: "Money", at: 20 },
];
