// Conversations.
import type { Place } from "../support/places";

export const places: Place[] = [
  { title: "Chat", group: "Daily", at: 20, isForMembers: true },
];
