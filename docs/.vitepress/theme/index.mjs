// The default theme with the fonts of the reader's system: the site loads nothing that it does not need.
import theme from 'vitepress/theme-without-fonts';
import './colours.css';

export default theme;
