using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Reenactment.Draft;

/// <summary>Portraits the Draft tests render: synthetic ones anywhere, fixture photos where they are.</summary>
internal static class DraftPortraits
{
    public static DraftRenderer Synthetic(Frame picture, float iod, float x, float y, DraftOptions? options = null, float yaw = 0) =>
        new(picture, SyntheticFace.Landmarks(iod, x, y, yaw), SyntheticFace.Mask(picture.Width, picture.Height, iod, x, y), options);

    /// <summary>A fixture photo at its own size, its landmarks and person mask.</summary>
    public static (Frame Photo, FaceLandmarks Landmarks, PersonMask Mask) Fixture(string name)
    {
        var photo = FrameCodec.Decode(File.ReadAllBytes(Fixtures.Media(name + ".jpg")));
        using var mask = FrameCodec.Decode(File.ReadAllBytes(Fixtures.Landmarks(name + ".person-mask.png")));
        var coverage = new byte[mask.Width * mask.Height];
        for (var i = 0; i < coverage.Length; i++) coverage[i] = mask.Pixels[3 * i];
        return (photo, Fixtures.PhotoLandmarks(name, photo.Width, photo.Height), new PersonMask(mask.Width, mask.Height, coverage));
    }

    public static double MeanDifference(Frame a, Frame b)
    {
        long sum = 0;
        for (var i = 0; i < a.ByteCount; i++) sum += Math.Abs(a.Pixels[i] - b.Pixels[i]);
        return sum / (double)a.ByteCount;
    }
}
