export { startChromium } from './start-chromium.ts';
