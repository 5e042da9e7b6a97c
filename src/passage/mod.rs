//! Anchoring passages and finding them again; exchange of bookmarks. Never drops one.
