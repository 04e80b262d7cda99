using System.Drawing;
using System.Numerics;

namespace HelloMeme.Reenactment.Faces;

/// <summary>A face in a picture, in pixels. Key points: image-left eye, image-right eye, nose tip, mouth, image-left ear, image-right ear. Score 0..1.</summary>
public sealed record FaceDetection(RectangleF Box, Vector2[] KeyPoints, float Score);
