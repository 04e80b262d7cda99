using System.Numerics;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Samples;

/// <summary>The face networks take the drawn people for people.</summary>
public sealed class SamplesSeenByNetworksTests(FaceNetworks networks, ITestOutputHelper output) : IClassFixture<FaceNetworks>
{
    private static readonly int[] Features =
    [
        .. FaceTopology.RightEye.Upper, .. FaceTopology.RightEye.Lower, .. FaceTopology.LeftEye.Upper, .. FaceTopology.LeftEye.Lower,
        .. FaceTopology.RightEye.UpperRing2, .. FaceTopology.LeftEye.UpperRing2, .. FaceTopology.RightEye.Iris, .. FaceTopology.LeftEye.Iris,
        .. FaceTopology.LipOuterUpper, .. FaceTopology.LipOuterLower, .. FaceTopology.LipInnerUpper, .. FaceTopology.LipInnerLower,
    ];

    public static TheoryData<string> Names => [.. SamplePortraits.All.Select(s => s.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Face_is_found_with_its_landmarks_where_they_were_drawn(string name)
    {
        using var portrait = SamplePortraits.Draw(name, 512);
        var drawn = SamplePortraits.Landmarks(name, 512);

        var face = Assert.Single(networks.Detector.Detect(portrait));
        var first = networks.Landmarks.Detect(portrait, FaceCrop.FromDetection(face));
        var found = networks.Landmarks.Detect(portrait, FaceCrop.FromLandmarks(first.Landmarks));

        var all = MeanError(found.Landmarks, drawn, Enumerable.Range(0, FaceLandmarks.Count));
        var features = MeanError(found.Landmarks, drawn, Features);
        output.WriteLine($"{name}: score {face.Score:0.00}, presence {found.Presence:0.000}, all points {all:0.0} %, eyes and lips {features:0.0} % of the outer eye distance");
        Assert.InRange(face.Score, 0.7f, 1);
        Assert.InRange(found.Presence, 0.9f, 1);
        Assert.InRange(all, 0, 4);
        Assert.InRange(features, 0, 2.5);
    }

    [Theory, MemberData(nameof(Names))]
    public void Person_mask_is_the_drawn_silhouette(string name)
    {
        using var portrait = SamplePortraits.Draw(name, 512);
        var drawn = SamplePortraits.Mask(name);

        var found = networks.Segmenter.Segment(portrait);

        var (both, either) = (0, 0);
        for (var i = 0; i < drawn.Coverage.Length; i++)
        {
            var (a, b) = (drawn.Coverage[i] > 127, found.Coverage[i] > 127);
            if (a && b) both++;
            if (a || b) either++;
        }

        output.WriteLine($"{name}: intersection over union {(double)both / either:0.000}");
        Assert.True(both > 0.9 * either);
    }

    /// <summary>Mean image distance in percent of the outer eye distance.</summary>
    private static double MeanError(FaceLandmarks found, FaceLandmarks drawn, IEnumerable<int> points) =>
        points.Average(i => Vector2.Distance(new(found[i].X, found[i].Y), new(drawn[i].X, drawn[i].Y))) / drawn.OuterEyeDistance * 100;
}
