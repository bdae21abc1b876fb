import { defineConfig, devices } from "@playwright/test";

const browser = {
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

const phone = { ...devices["iPhone 14"], browserName: "chromium" as const, defaultBrowserType: undefined };

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: false,
  // Two cores: one drives the browser, the other serves.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://127.0.0.1:3000",
    launchOptions: browser,
    screenshot: "only-on-failure",
    trace: "off",
    locale: "en-GB",
    reducedMotion: "reduce",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } }, grepInvert: /@no-js/ },
    { name: "phone", use: { ...phone, viewport: { width: 390, height: 844 } }, grep: /@phone/ },
    { name: "no-js", use: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }, grep: /@no-js/ },
  ],
});
