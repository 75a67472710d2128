// Which language the page speaks, and how that language writes numbers.

const CHOICE = 'language';

/** The language that was chosen here before, else the first of the browser's that there is, else the first of all. */
export function languageOf(available) {
  const wanted = [localStorage.getItem(CHOICE), ...navigator.languages].map((language) => language?.toLowerCase().split('-')[0]);
  return wanted.find((language) => available.includes(language)) ?? available[0];
}

export function choose(language) {
  localStorage.setItem(CHOICE, language);
}

export function numbersOf(language) {
  const formats = new Map();
  const rules = new Intl.PluralRules(language);
  const number = (value, digits = 0) => {
    if (!formats.has(digits)) {
      formats.set(digits, new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
    }
    return formats.get(digits).format(value);
  };
  return {
    number,
    plural: (count, one, many) => `${number(count)} ${rules.select(count) === 'one' ? one : many}`,
    dateAndTime: (date) => date.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
  };
}
