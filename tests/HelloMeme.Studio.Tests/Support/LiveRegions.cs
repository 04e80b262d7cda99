using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Where face, mouth and eyes of a rendered frame are, and how alike two pictures are there (SSIM).</summary>
internal sealed class LiveRegions(LiveCase portrait, DraftOptions options) : IDisposable
{
    private readonly PreparedPortrait _prepared = new(portrait.Picture, portrait.Landmarks, portrait.Mask, options);

    public (double Face, double Mouth, double Eyes) Compare(Frame a, Frame b, MotionFrame motion)
    {
        var sheet = new SheetFrame(_prepared.Mesh, _prepared.Rig, _prepared.Light, _prepared.Mirror, _prepared.View.PictureUnit);
        sheet.Pose(PoseLimits.Apply(motion, _prepared.PhotoYaw), motion.Blendshapes);
        var moved = new Vector3[FaceLandmarks.Count];
        sheet.Positions.AsSpan(0, FaceLandmarks.MeshCount).CopyTo(moved);
        var hull = FaceHull.Of(new FaceLandmarks(moved));
        var face = StructuralSimilarity.Mean(a, b, (x, y) => FaceHull.Holds(hull, new Vector2(x, y)));
        var mouth = Box(sheet, [.. FaceTopology.LipOuterUpper, .. FaceTopology.LipOuterLower]);
        var eyes = new[] { FaceTopology.RightEye, FaceTopology.LeftEye }.Min(e => In(a, b, Box(sheet, [.. e.UpperRing2, .. e.LowerRing2])));
        return (face, In(a, b, mouth), eyes);
    }

    public void Dispose() => _prepared.Dispose();

    private static double In(Frame a, Frame b, RectangleF box) => StructuralSimilarity.Mean(a, b, (x, y) => box.Contains(x, y));

    private static RectangleF Box(SheetFrame sheet, int[] points)
    {
        var (xs, ys) = (points.Select(i => sheet.Positions[i].X), points.Select(i => sheet.Positions[i].Y));
        return RectangleF.FromLTRB(xs.Min() - 3, ys.Min() - 3, xs.Max() + 3, ys.Max() + 3);
    }
}
