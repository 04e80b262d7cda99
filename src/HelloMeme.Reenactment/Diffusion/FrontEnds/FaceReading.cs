using System.Numerics;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Faces;

namespace HelloMeme.Reenactment.Diffusion.FrontEnds;

/// <summary>Who looks at faces for the diffusion engine.</summary>
public enum FaceFrontEndKind
{
    /// <summary>The official HelloMeme networks: detector, 222 landmarks, 3DMM pose, ARKit.</summary>
    Official,

    /// <summary>The studio's own analysis: 478 landmarks, mapped to what warps and pose need.</summary>
    BuiltIn,
}

/// <summary>A face in one frame of a clip, in the frame's pixels. Bounds: brows to chin, what <see cref="ClipCrop"/> is made from.
/// Points: the official 222, null from the built-in analysis.</summary>
public sealed record LocatedFace(PointBounds Bounds, Vector2[]? Points, FaceObservation Observed);

/// <summary>What the conditions are made from, for one frame, in pixels of the 512 x 512 crop.</summary>
/// <param name="Expression">Image-left pupil, image-right pupil, nose, image-left and image-right mouth corner.</param>
/// <param name="Blendshapes">51 in the order of <see cref="ArkitOrder"/>; null where the official front end lacks its file.</param>
public sealed record FaceReading(CameraPose Pose, Vector2[] Expression, FacePartPoints Parts, float[]? Blendshapes);
