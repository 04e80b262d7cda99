using System.Drawing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>One portrait for the live face of the browser: the numbers and pictures <see cref="DraftRenderer"/> prepares for itself, once, as a file.</summary>
public static class LivePortrait
{
    /// <summary>The file. Same arguments as <see cref="DraftRenderer"/>; the browser then draws what it would.</summary>
    public static byte[] Pack(Frame portrait, FaceLandmarks landmarks, PersonMask? mask, DraftOptions options)
    {
        using var prepared = new PreparedPortrait(portrait, landmarks, mask, options);
        var packet = new LivePacket();
        AddNumbers(packet, prepared);
        AddArrays(packet, prepared);
        AddPictures(packet, prepared);
        AddEyes(packet, prepared);
        return packet.ToArray();
    }

    private static void AddNumbers(LivePacket packet, PreparedPortrait p)
    {
        var (mesh, fit) = (p.Mesh, p.Light.Fit);
        packet.Number("width", p.View.Picture.Width);
        packet.Number("height", p.View.Picture.Height);
        packet.Number("unit", p.View.PictureUnit);
        packet.Number("iod", mesh.Iod);
        packet.Number("layered", mesh.Layered);
        packet.Number("facing", mesh.Facing);
        packet.Number("photoYaw", p.PhotoYaw);
        packet.Number("pivot", List(mesh.Pivot));
        packet.Number("down", List(mesh.Down));
        packet.Number("rotation", new[] { mesh.Pose.Rotation.X, mesh.Pose.Rotation.Y, mesh.Pose.Rotation.Z, mesh.Pose.Rotation.W });
        packet.Number("lightLevel", fit.Level);
        packet.Number("lightDirection", List(fit.Direction));
        packet.Number("tint", List(MouthInterior.TintOf(p.Light)));
        packet.Number("mouthRestGap", p.Mouth.RestGap);
        packet.Number("mouthRestWidest", p.Mouth.RestWidest);
        packet.Number("mouthAnchor", List(p.Mouth.Anchor));
        packet.Number("mirrorNeeded", p.Mirror.Needed);
    }

    private static void AddArrays(LivePacket packet, PreparedPortrait p)
    {
        var mesh = p.Mesh;
        packet.Array("positions", MemoryMarshal.Cast<Vector3, float>(mesh.Positions));
        packet.Array("triangles", Array.ConvertAll(mesh.Triangles, i => (ushort)i));
        packet.Array("kinds", Array.ConvertAll(TriangleKinds.Sort(mesh, p.Texture.Alpha, p.Second?.Area ?? RectangleF.Empty), kind => (byte)kind));
        packet.Array("headWeight", mesh.HeadWeight);
        packet.Array("hair", mesh.Hair);
        packet.Array("expressionShare", mesh.ExpressionShare);
        packet.Array("reach", mesh.Reach);
        packet.Array("shapeScale", p.Rig.ShapeScale);
        packet.Array("mirrorOwn", p.Mirror.Own);
        packet.Array("person", MemoryMarshal.AsBytes(p.Fade.Person));
        string[] sides = ["edgeLeft", "edgeTop", "edgeRight", "edgeBottom"];
        for (var i = 0; i < sides.Length; i++) packet.Array(sides[i], p.Fade.Sides[i].Person);
    }

    /// <summary>Foreground and plate hold only what differs from the photo, the rest is black and costs nothing; "marks" says where:
    /// red = the person's coverage, green = foreground differs, blue = plate differs.</summary>
    private static void AddPictures(LivePacket packet, PreparedPortrait p)
    {
        var (photo, texture) = (p.View.Picture, p.Texture);
        Frame foreground = new(photo.Width, photo.Height), plate = new(photo.Width, photo.Height), marks = new(photo.Width, photo.Height);
        foreach (var picture in new[] { foreground, plate, marks }) picture.Pixels.Clear();   // a new frame's memory is anybody's
        for (var i = 0; i < photo.Width * photo.Height; i++)
        {
            marks.Pixels[3 * i] = Byte(texture.Alpha.Values[i]);
            var colors = (Byte(texture.Colors.Red.Values[i]), Byte(texture.Colors.Green.Values[i]), Byte(texture.Colors.Blue.Values[i]));
            if (texture.Alpha.Values[i] > 0) marks.Pixels[3 * i + 1] = Keep(photo, foreground, i, colors);
            marks.Pixels[3 * i + 2] = Keep(photo, plate, i, (p.Plate[4 * i], p.Plate[4 * i + 1], p.Plate[4 * i + 2]));
        }

        var copy = new Frame(photo.Width, photo.Height);
        photo.Pixels.CopyTo(copy.Pixels);
        packet.Picture("photo", copy);
        packet.Picture("foreground", foreground);
        packet.Picture("plate", plate);
        packet.Picture("marks", marks);
        if (p.Second is not { } second) return;
        packet.Number("second", new[] { second.Area.Left, second.Area.Top });
        packet.Picture("second", Paint(second.Area.Width, second.Area.Height, (x, y) => second.Sample(second.Area.Left + x, second.Area.Top + y).AsVector4()));
        packet.Picture("secondCoverage", Paint(second.Area.Width, second.Area.Height, (x, y) => new Vector4(second.Sample(second.Area.Left + x, second.Area.Top + y)[3])));
    }

    private static void AddEyes(LivePacket packet, PreparedPortrait p)
    {
        foreach (var (name, topology) in new[] { ("rightEye", FaceTopology.RightEye), ("leftEye", FaceTopology.LeftEye) })
        {
            var patch = new EyePatch(p.View, topology);
            packet.Number(name, new
            {
                width = patch.Width,
                gap = patch.Gap,
                iris = new[] { patch.IrisCentre.X, patch.IrisCentre.Y },
                origin = new[] { patch.Origin.X, patch.Origin.Y },
                lash = List(patch.LashColor),
            });
            packet.Picture(name, Paint(patch.Texture.Width, patch.Texture.Height, (x, y) => Levels(patch.Texture, x, y)));
        }
    }

    private static Vector4 Levels(SplineTexture texture, int x, int y)
    {
        var texel = texture.Sample(x, y);
        return new Vector4(texel[0], texel[1], texel[2], texel[3]) / SplineTexture.UnitsPerLevel;
    }

    private static Frame Paint(int width, int height, Func<int, int, Vector4> color)
    {
        var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < width; x++)
            {
                var c = color(x, y);
                (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = (Byte(c.X), Byte(c.Y), Byte(c.Z));
            }
        }

        return frame;
    }

    /// <summary>Writes pixel i where it differs from the photo's; 255 where it does.</summary>
    private static byte Keep(Frame photo, Frame kept, int i, (byte Red, byte Green, byte Blue) color)
    {
        var own = photo.Pixels.Slice(3 * i, 3);
        if ((own[0], own[1], own[2]) == color) return 0;
        (kept.Pixels[3 * i], kept.Pixels[3 * i + 1], kept.Pixels[3 * i + 2]) = color;
        return 255;
    }

    private static float[] List(Vector3 v) => [v.X, v.Y, v.Z];

    private static byte Byte(float level) => (byte)Math.Clamp(level + 0.5f, 0, 255);
}
