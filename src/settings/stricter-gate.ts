/**
 * A pull request's configuration when its base's is not known: no value in it is weaker than the defaults.
 */
import { type FileSettings, isWeakerPreset, isWeakerThreshold, isWeakerValue } from './compare-gates.ts';
import { isLaxerRegression } from './compare-regressions.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { presetKey, thresholdsKey } from './threshold-rules.ts';

/**
 * Options without an order of their values stay unchanged: another series or branch means that a build is
 * compared with nothing.
 */
export function keepStricter({ config, options }: FileSettings): FileSettings {
  const texts = Object.entries(options.texts).filter(([name, text]) => !isWeakerValue(name, text));
  const usual = new Map(thresholdsKey.fallback.map((rule) => [rule.id, rule]));
  const strict = config.thresholds.filter((rule) => !isWeakerThreshold(usual.get(rule.id), rule));
  const kept = new Set(strict.map(({ id }) => id));
  const limits = Object.entries(config.limits) as [keyof Limits, number][];
  return {
    options: { ...options, texts: Object.fromEntries(texts) },
    config: {
      ...config,
      preset: isWeakerPreset(presetKey.fallback, config.preset) ? presetKey.fallback : config.preset,
      thresholds: [...strict, ...thresholdsKey.fallback.filter(({ id }) => !kept.has(id))],
      regressions: config.regressions.filter((rule) => !isLaxerRegression(undefined, rule)),
      limits: Object.fromEntries(limits.filter(([name, amount]) => amount >= defaultLimits[name])),
      quarantine: [],
    },
  };
}
