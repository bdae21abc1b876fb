// The god dashboard.
import { call, odd } from "../support/odd";
import type { Fill, Walks } from "../support/walks";

const tabs = ["members", "invites", "audit", "jobs", "mails", "subscription", "notes"];

export const walks: Walks = {
  "/god-dashboard": { operator: (org) => ["/god-dashboard", `/god-dashboard?act=delete&on=${org.id}`] },
  "/god-dashboard/organizations/:id": {
    operator: (org) => ["", ...tabs].map((tab) => `/god-dashboard/organizations/${org.id}?tab=${tab}`),
  },
  "/god-dashboard/plans": { operator: () => ["/god-dashboard/plans"] },
  "/god-dashboard/revenue": { operator: () => ["/god-dashboard/revenue"] },
  "/god-dashboard/mailbox": { operator: () => ["/god-dashboard/mailbox"] },
  "/god-dashboard/mailbox/:id": { operator: (org) => [org.mail] },
  "/god-dashboard/view-as": { operator: (org) => [`/god-dashboard/view-as?organization=${org.id}`] },
  "/god-dashboard/invites": { operator: () => ["/god-dashboard/invites"] },
  "/god-dashboard/invites/new": {
    operator: () => ["/god-dashboard/invites/new", "/god-dashboard/invites/new?by=sheet"],
  },
};

/** The operator's note on the organisation. */
export const fill: Fill = async (org) => {
  await call(org.operator, "god/add-note", { "[organization]": org.id, "[text]": odd.prose });
};
