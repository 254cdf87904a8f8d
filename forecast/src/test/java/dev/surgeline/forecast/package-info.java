/// The module as a whole.
package dev.surgeline.forecast;
