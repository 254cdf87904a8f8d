/// What a scenario says, and whether it holds.
package dev.surgeline.lab.scenario;
