import multer from 'multer';
import { AnyFilesInterceptor, FileFieldsInterceptor, FileInterceptor, FilesInterceptor } from '@nestjs/platform-express';
import { Controller, Post, UseInterceptors } from '@nestjs/common';

const options: multer.Options = { dest: 'uploads/' };
// ruleid: upload-without-limit
export const upload = multer(options);

@Controller()
export class Files {
    @Post()
    // ruleid: upload-without-limit
    @UseInterceptors(FileInterceptor('file', { dest: 'uploads/' }))
    add(): void {}

    @Post('many')
    // ruleid: upload-without-limit
    @UseInterceptors(FilesInterceptor('files', 5, { dest: 'uploads/' }))
    many(): void {}

    @Post('any')
    // ruleid: upload-without-limit
    @UseInterceptors(AnyFilesInterceptor({ dest: 'uploads/' }))
    any(): void {}

    @Post('fields')
    // ruleid: upload-without-limit
    @UseInterceptors(FileFieldsInterceptor([{ name: 'a' }], { dest: 'uploads/' }))
    fields(): void {}

    @Post('small')
    // ok: upload-without-limit
    @UseInterceptors(FileInterceptor('file', { dest: 'uploads/', limits: { fileSize: 1024 } }))
    small(): void {}

    @Post('default')
    // ok: upload-without-limit
    @UseInterceptors(FileInterceptor('file'))
    fromModule(): void {}
}
// ok: upload-without-limit
export const limited = multer({ ...options, limits: { fileSize: 1024 } });
// ok: upload-without-limit
export const storage = multer.diskStorage({ destination: 'uploads/' });
