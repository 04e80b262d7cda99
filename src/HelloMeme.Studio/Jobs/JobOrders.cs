using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Motions;

namespace HelloMeme.Studio.Jobs;

/// <summary>Takes orders: what can be told without work is checked here, the rest by the runner.</summary>
public sealed class JobOrders(JobQueue queue, JobStore jobs, AssetStore assets, MotionStore motions, EngineOrders engine, EngineDesk desk, TimeProvider time)
{
    public const int MostWaiting = 40;
    private const int CaptionCharacters = 200;
    private const int AnalysisPriority = -1; // somebody looks at the page and waits

    /// <exception cref="UserFaultException">As <see cref="EstimateAsync"/>; "render-too-long", "too-many-waiting".</exception>
    public async Task<Job> RenderAsync(string owner, RenderOrder order, CancellationToken token)
    {
        order = await CheckedAsync(owner, order, token);
        if (order is { Engine: FilmEngine.HelloMeme, Long: false } && await desk.LookAsync(owner, order, token) is { Estimate: { IsLong: true } estimate }) throw JobFaults.TooLong(estimate);
        order = order with { Long = false }; // what was answered is no part of the film
        return await AddAsync(owner, JobKind.Render, JsonSerializer.Serialize(order, JsonSerializerOptions.Web), 0, order.Engine is FilmEngine.HelloMeme, token);
    }

    /// <summary>What an order of the HelloMeme engine would take, without ordering it.</summary>
    /// <exception cref="UserFaultException">"not-here", "bad-order", "no-such-motion", "bad-track", "bad-settings", "weights-missing".</exception>
    public async Task<EngineOutlook> EstimateAsync(string owner, RenderOrder order, CancellationToken token)
    {
        order = await CheckedAsync(owner, order, token);
        if (order.Engine is FilmEngine.Draft) throw JobFaults.BadOrder("Films of the Draft engine take seconds: ask only for the engine \"hellomeme\".");
        return await desk.ExpectAsync(owner, order, token);
    }

    /// <exception cref="UserFaultException">"not-here", "bad-order", "too-many-waiting".</exception>
    public async Task<Job> AnalyzeAsync(string owner, AnalysisOrder order, CancellationToken token)
    {
        CheckTrim(order.From, order.To);
        CheckFace(order.Face, order.Framing);
        await FindDriverAsync(owner, order.Asset, token);
        return await AddAsync(owner, JobKind.Analysis, JsonSerializer.Serialize(order, JsonSerializerOptions.Web), AnalysisPriority, true, token);
    }

    private async Task<RenderOrder> CheckedAsync(string owner, RenderOrder order, CancellationToken token)
    {
        Check(order);
        engine.Check(order);
        order = order with { Motion = await motions.TakeAsync(owner, order.Motion, token) }; // what is edited later makes another film
        if ((await assets.FindAsync(owner, order.Portrait, token)).Kind is not AssetKind.Picture) throw JobFaults.BadOrder("The portrait is not a picture: choose one.");
        if (order.Motion.Driver is { } driver) await FindDriverAsync(owner, driver, token);
        foreach (var piece in order.Motion.Sound ?? [])
            if (await assets.FindOrNullAsync(owner, piece.Asset, token) is not { HasSound: true }) throw MotionFaults.SoundGone();
        if (order.SoundFrom is { } sound && !(await assets.FindAsync(owner, sound, token)).HasSound) throw JobFaults.BadOrder("The chosen clip has no sound: choose another one.");
        return order;
    }

    private async Task FindDriverAsync(string owner, Guid id, CancellationToken token)
    {
        if ((await assets.FindAsync(owner, id, token)).Kind is AssetKind.Sound) throw JobFaults.BadOrder("A recording has no face in it: choose a picture or a clip.");
    }

    private async Task<Job> AddAsync(string owner, JobKind kind, string order, int priority, bool needsDevice, CancellationToken token)
    {
        if (await jobs.CountWaitingAsync(owner, token) >= MostWaiting) throw JobFaults.TooManyWaiting(MostWaiting);
        var now = time.GetUtcNow();
        return await queue.AddAsync(new Job
        {
            Id = Guid.CreateVersion7(now),
            Owner = owner,
            Token = ShareLink.New(),
            Kind = kind,
            Priority = priority,
            Order = order,
            NeedsDevice = needsDevice,
            Created = now,
        }, token);
    }

    private static void Check(RenderOrder order)
    {
        CheckFace(order.Face, order.Framing);
        if (order.Strength is not (>= 0 and <= 2)) throw JobFaults.BadOrder("The strength is out of range: choose 0 to 2.");
        if (order.Speed is not (>= 0.5 and <= 2)) throw JobFaults.BadOrder("The speed is out of range: choose 0.5 to 2.");
        if (order.Sound is FilmSound.Replace != order.SoundFrom is not null) throw JobFaults.BadOrder("The sound to lay under the film is unclear: name its clip in soundFrom, and only with sound \"replace\".");
        if (Math.Max(order.CaptionTop?.Length ?? 0, order.CaptionBottom?.Length ?? 0) > CaptionCharacters) throw JobFaults.BadOrder($"This caption is very long: use {CaptionCharacters} characters at most.");
        CheckMotion(order.Motion);
    }

    private static void CheckMotion(MotionChoice motion)
    {
        var choices = (motion.Preset is null ? 0 : 1) + (motion.Driver is null && motion.Track is null ? 0 : 1) + (motion.Motion is null ? 0 : 1);
        if (choices != 1) throw JobFaults.BadOrder("The motion is unclear: name either a preset, a driver, a track or a motion of yours.");
        if (motion.Driver is null && (motion.From ?? motion.To) is not null) throw JobFaults.BadOrder("Only a driving clip can be trimmed: leave from and to out.");
        if (motion.Driver is null && motion.Face is not null) throw JobFaults.BadOrder("Only a driver has faces to choose from: leave the motion's face out.");
        if (motion.Segments is not null && (motion.Track is null || motion.Driver is null)) throw JobFaults.BadOrder("Only a track with the driver it was captured from has segments: leave them out.");
        if (motion.Sound is not null && motion.Track is null) throw JobFaults.BadOrder("Only a track can be given its sound: name a clip in soundFrom instead.");
        CheckFace(motion.Face, null);
        CheckTrim(motion.From, motion.To);
        if (motion.Preset is { } name && Presets.Find(name) is null) throw new UserFaultException("no-such-motion", $"There is no motion named '{name}': choose one of the list.");
        try
        {
            if (motion.Track is { } json) CheckPieces(motion, MotionTrack.FromJson(json.GetRawText()));
        }
        catch (FormatException fault)
        {
            throw new UserFaultException("bad-track", $"The motion track cannot be used: {fault.Message}", fault);
        }
    }

    private static void CheckPieces(MotionChoice motion, MotionTrack track)
    {
        TimeSegment.Check(motion.Segments ?? [], track.Length, "the motion's segments");
        TimeSegment.Check([.. (motion.Sound ?? []).Select(s => s.Time)], track.Length, "the motion's sound");
    }

    private static void CheckFace(int? face, Framing? framing)
    {
        if (framing is { IsValid: false }) throw JobFaults.BadOrder("The crop is empty or reaches outside the photo: turn by 0 to 3 quarters and give shares from 0 to 1.");
        if (face < 1) throw JobFaults.BadOrder("Faces are counted from 1: choose another number.");
    }

    private static void CheckTrim(double? from, double? to)
    {
        if (from is < 0 or double.NaN || to is double.NaN || to <= (from ?? 0)) throw JobFaults.BadOrder("The trim is empty: let it end after it begins.");
    }
}
