//! Makes text from outside safe for a terminal or an export. Never lets a control or override through.
