/// `surge demo`: the main job, live, on this machine.
///
/// It starts gateway, control plane and load as the separate processes that they are, watches them,
/// and adds up a scorecard. It decides nothing. Read [Demo][Demo] first.
package dev.surgeline.plane.demo;
