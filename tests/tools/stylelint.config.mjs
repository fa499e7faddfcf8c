// Habits of the stylesheet, overrides/assets/css. stylelint-config-standard, without:
export default {
  extends: ['stylelint-config-standard'],
  rules: {
    // Rules stand by the part of the page that they dress, in groups of one line each; a comment opens a group.
    'at-rule-empty-line-before': null,
    'comment-empty-line-before': null,
    'declaration-empty-line-before': null,
    'rule-empty-line-before': null,
    'no-descending-specificity': null,
    // Browsers of older telephones, which families have: prefixes, and min-width for ranges.
    'media-feature-range-notation': null,
    'property-no-vendor-prefix': null,
    // Both ways mean the same; as CSS Color writes it, and as short as it may be.
    'selector-attribute-quotes': null,
    'value-keyword-case': ['lower', { camelCaseSvgKeywords: true }],
  },
};
