/// What is measured, at its edges.
package dev.surgeline.core.observe;
