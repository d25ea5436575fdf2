/// Pictures of networks: what is joined to what, how busy it is, what is broken.
///
/// Knows: graphs of cards and switches, how their shapes are recognised, where to put things on a picture. Never knows: markup, colours, how a
/// load was computed. Entrance: [dev.podwright.app.drawing.PodPictures].
package dev.podwright.app.drawing;
