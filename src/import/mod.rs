//! From bytes to articles: encoding, format, title, date, blocks. Never touches the network, the disk or the screen.
