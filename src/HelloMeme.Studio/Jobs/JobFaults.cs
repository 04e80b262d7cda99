using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.About;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.Jobs;

/// <summary>The sentences for jobs; their statuses are in <see cref="StudioProblems"/>.</summary>
internal static class JobFaults
{
    private const int LongestSentence = 500; // the column

    public static UserFaultException NotHere() => new("not-here", "There is nothing of yours at this address: it may have been deleted.");

    public static UserFaultException BadOrder(string sentence) => new("bad-order", sentence);

    public static UserFaultException TooManyWaiting(int most) =>
        new("too-many-waiting", $"You have {most} jobs waiting here already: let some finish, or cancel one first.");

    public static UserFaultException TooLong(RenderEstimate estimate) => new("render-too-long",
        $"This film would take about {TimeWords.Of(estimate.Time)} and {ByteSize.Words(estimate.MemoryBytes)} of memory on this studio{(estimate.Measured ? "" : ", a rough figure")}: say that it may take long, choose Quick, or the Draft engine.");

    public static UserFaultException AssetGone() => new("asset-gone", "The photo or clip of this order was deleted meanwhile: order again with another.");

    public static UserFaultException StoppedTheStudio() =>
        new("stopped-the-studio", "The studio stopped each time it worked on this: try a smaller photo or a shorter clip.");

    public static UserFaultException Unexpected() => new("unexpected", "Something in the studio failed while it worked on this: try again, and if it happens again the server's log says why.");

    public static string Shorten(string sentence) => sentence.Length <= LongestSentence ? sentence : sentence[..(LongestSentence - 1)] + "\u2026";
}
