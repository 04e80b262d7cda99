using HelloMeme.Media;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace HelloMeme.Studio.Webcam;

/// <summary>What the studio saw in one picture. Face: there is one, else the last motion is held. Calibrating: the neutral face is still being looked for.
/// Values: the 58 channels, smoothed for looking. Recorded: seconds, 0 while nothing is recorded.</summary>
public sealed record WebcamAnswer(bool Face, bool Calibrating, float[] Values, double Recorded);

/// <summary>What a call gives: a value, or the sentence for the visitor why there is none. Not an exception, which the log would tell as a failure of the studio.</summary>
public sealed record WebcamReply<T>(T? Value, string? Refusal);

/// <summary>A visitor's face as motion, picture by picture, over SignalR (MessagePack). A line has one call at a time, so a visitor has one picture in work;
/// pictures are looked at and forgotten.</summary>
public sealed class WebcamHub(WebcamRoom room) : Hub
{
    public const string Path = "/api/webcam";

    /// <summary>Bytes of one message: a JPEG of 480 pixels takes a third.</summary>
    public const int MostBytes = 100_000;

    /// <summary>Takes a place before the webcam, which ends with the line.</summary>
    public Task<WebcamReply<bool>> Open() => ReplyAsync(async () => { await room.EnterAsync(Context.User!.RequiredOwner(), Context.ConnectionId, Context.ConnectionAborted); });

    /// <summary>Picture: JPEG, <see cref="WebcamSeat.LongestSide"/> pixels at most. Seconds: since any moment, on the camera's clock.</summary>
    public Task<WebcamReply<WebcamAnswer>> See(byte[] picture, double seconds) => ReplyAsync(() => Seat.SeeAsync(picture, seconds, Context.ConnectionAborted));

    /// <summary>The next faces show how the visitor looks at rest.</summary>
    public Task<WebcamReply<bool>> Calibrate() => ReplyAsync(() => Seat.CalibrateAsync(Context.ConnectionAborted));

    /// <summary>What is seen from now on is kept, as numbers.</summary>
    public Task<WebcamReply<bool>> Record() => ReplyAsync(() => Seat.RecordAsync(Context.ConnectionAborted));

    /// <summary>The motion since Record, a track as docs/motion-track.schema.json has it, smoothed as a clip's is.</summary>
    public Task<WebcamReply<string>> Finish() => ReplyAsync(() => Seat.FinishAsync(Context.ConnectionAborted));

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await room.LeaveAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }

    private WebcamSeat Seat => room.FindOrNull(Context.ConnectionId) ?? throw WebcamFaults.NoPlace();

    private static async Task<WebcamReply<T>> ReplyAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return new WebcamReply<T>(await work(), null);
        }
        catch (UserFaultException fault)
        {
            return new WebcamReply<T>(default, fault.Message);
        }
    }

    private static Task<WebcamReply<bool>> ReplyAsync(Func<Task> work) => ReplyAsync(async () =>
    {
        await work();
        return true;
    });
}
