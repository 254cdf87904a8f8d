/// The nouns, at their edges.
package dev.surgeline.core.platform;
