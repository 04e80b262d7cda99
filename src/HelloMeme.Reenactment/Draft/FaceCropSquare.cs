using System.Drawing;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Where to cut a square portrait: head and shoulders, a little air above the hair.</summary>
public static class FaceCropSquare
{
    /// <summary>Side in IOD; 512 pixels then give an IOD of about 107.</summary>
    private const float SideInIod = 4.8f;

    /// <summary>The middle of the square below the eye line, in IOD along the face's down axis.</summary>
    private const float CentreBelowEyes = 0.45f;

    /// <summary>A square in whole pixels inside the picture; smaller than wished where the picture is.</summary>
    public static Rectangle Find(FaceLandmarks landmarks, int width, int height)
    {
        var pose = HeadPose.Fit(RigTables.Canonical, landmarks.Mesh, FaceTopology.Stable);
        var face = pose.Apply(new(0, CentreBelowEyes, 0));
        var skull = pose.Apply(HeadPose.Pivot);   // a turned head's hair lies behind the face
        var side = Math.Min((int)MathF.Round(SideInIod * pose.Scale), Math.Min(width, height));
        var left = (int)MathF.Round((face.X + skull.X) / 2 - side / 2f);
        var top = (int)MathF.Round((face.Y + skull.Y) / 2 - side / 2f);
        return new Rectangle(Math.Clamp(left, 0, width - side), Math.Clamp(top, 0, height - side), side, side);
    }
}
