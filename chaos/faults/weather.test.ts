import { expect, test } from 'vitest';
import { RECOVERY_MS, Weather } from './weather.ts';

test('is bad from the beginning of a fault until the recovery after it, and for what may be noticed alone', () => {
  const weather = new Weather();
  const beganAt = performance.now();
  const over = weather.begin('down', 'redis', ['models']);
  expect(weather.now).toBe('redis: down');
  over();
  const endedAt = performance.now();
  expect(weather.now).toBe('none');
  expect(weather.isBad('models', beganAt - 100, beganAt - 1)).toBe(false);
  expect(weather.isBad('models', beganAt - 100, endedAt)).toBe(true);
  expect(weather.isBad('models', endedAt + RECOVERY_MS / 2, Infinity)).toBe(true);
  expect(weather.isBad('models', endedAt + RECOVERY_MS + 1, Infinity)).toBe(false);
  expect(weather.isBad('engine', beganAt, endedAt)).toBe(false);
});
