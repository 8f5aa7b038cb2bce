// NestJS: what a handler reads and writes by way of the server below.
import { Controller, Get, Post, Req, Res, UploadedFiles, UseGuards, UseInterceptors } from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { RateLimit, RateLimiterGuard } from 'nestjs-rate-limiter';

@Controller('goods')
export class GoodsController {
    @Get()
    @RateLimit({ points: 10, duration: 60 })
    list(@Req() request, @Res() response) {
        response.setHeader('X-Shop', 'open');
        response.cookie('seen', 'yes');
        response.json({ agent: request.headers['user-agent'] });
    }

    @Post('pictures')
    @UseGuards(RateLimiterGuard)
    @UseInterceptors(FilesInterceptor('pictures'))
    add(@UploadedFiles() pictures) {
        return { count: pictures.length };
    }
}
