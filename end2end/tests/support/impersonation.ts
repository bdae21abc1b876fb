// Viewing as somebody, by the operator.
import { test, type Browser, type Page } from "@playwright/test";

import { hydrated, PASSWORD, people, signIn } from "./fixtures";

export const REASON = "Ticket 12: cannot save settings";

/** The organisation in which this person starts; other specs rename it. */
export async function organizationOf(browser: Browser, baseURL: string, email: string): Promise<{ id: string; name: string }> {
  const javaScriptEnabled = test.info().project.use.javaScriptEnabled;
  const context = await browser.newContext({ baseURL, javaScriptEnabled });
  const page = await context.newPage();
  await signIn(page, email);
  const viewer = await (await page.request.get("/api/viewer/get")).json();
  await context.close();
  return { id: viewer.current.id, name: viewer.current.name };
}

/** Fills in the form to view as the organisation's owner, and sends it. */
export async function viewAsOwner(page: Page, organization: string) {
  await page.goto(`/god-dashboard/view-as?organization=${organization}&from=/god-dashboard/mailbox`);
  await hydrated(page);
  await page.getByLabel("Reason").fill(REASON);
  await page.getByLabel(/^Confirm it is you/).fill(PASSWORD);
  await page.getByRole("button", { name: "View as this person" }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

/** Signs the operator in, and views as the owner of the organisation in which this person starts. */
export async function viewOrganizationOf(page: Page, browser: Browser, baseURL: string, email: string) {
  const organization = await organizationOf(browser, baseURL, email);
  await signIn(page, people.god);
  await viewAsOwner(page, organization.id);
  return organization;
}
