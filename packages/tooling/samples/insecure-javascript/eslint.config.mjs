import security from 'eslint-plugin-security';

export default [
  {
    files: ['src/**/*.js'],
    languageOptions: { sourceType: 'module', ecmaVersion: 2024 },
    plugins: { security },
    rules: {
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'warn',
      'security/detect-child-process': 'error',
      'security/detect-non-literal-fs-filename': 'warn',
      'security/detect-object-injection': 'warn',
      'security/detect-unsafe-regex': 'error',
    },
  },
];
